#include <common>
#include <shadowmap_pars_vertex>

varying vec2 place;
varying vec3 facing;

void main() {
  #include <beginnormal_vertex>
  #include <defaultnormal_vertex>
  #include <begin_vertex>
  #include <project_vertex>
  #include <worldpos_vertex>
  #include <shadowmap_vertex>
  place = (modelMatrix * vec4(position, 1.0)).xz;
  facing = normal;
}
