// The mat: one colour, a woven line near its edge, and light along the side that works.
#include <common>
#include <bsdfs>
#include <lights_pars_begin>
#include <shadowmap_pars_fragment>
#include <shadowmask_pars_fragment>

uniform vec3 matColour;
uniform vec3 lineColour;
uniform vec3 shadeColour;
uniform vec3 farColour;
uniform vec3 nearColour;
uniform float shadow;
uniform float glow;
uniform vec2 sides;
uniform vec4 matPlace;

varying vec2 place;
varying vec3 facing;

void main() {
  vec2 fromMiddle = place - matPlace.xy;
  vec2 corner = abs(fromMiddle) - matPlace.zw + 0.06;
  float inwards = 0.06 - length(max(corner, 0.0)) - min(max(corner.x, corner.y), 0.0);

  float line = 1.0 - smoothstep(0.0022, 0.0045, abs(inwards - 0.028));
  vec3 colour = mix(matColour, lineColour, line * 0.7);
  colour *= 0.72 + 0.28 * clamp(facing.y, 0.0, 1.0);

  float along = 1.0 - smoothstep(0.72, 1.0, abs(fromMiddle.x) / matPlace.z);
  float fromSide = matPlace.w - abs(fromMiddle.y);
  float band = exp(-pow(fromSide / 0.03, 2.0)) * 0.45 + exp(-pow(fromSide / 0.11, 2.0)) * 0.45;
  band *= glow * along;
  colour = mix(colour, farColour, band * sides.x * step(fromMiddle.y, 0.0));
  colour = mix(colour, nearColour, band * sides.y * step(0.0, fromMiddle.y));

  colour = mix(shadeColour, colour, 1.0 - shadow * (1.0 - getShadowMask()));
  gl_FragColor = vec4(colour, 1.0);
  #include <colorspace_fragment>
}
