// A soft spot where a part of the body comes close to the ground.
uniform vec3 shadeColour;

varying vec2 across;
varying float depth;

void main() {
  float reach = max(0.0, 1.0 - dot(across, across));
  gl_FragColor = vec4(shadeColour, depth * reach * reach);
  #include <colorspace_fragment>
}
