// The floor is a pool of soft colour round the mat that runs out into the page.
#include <common>
#include <bsdfs>
#include <lights_pars_begin>
#include <shadowmap_pars_fragment>
#include <shadowmask_pars_fragment>

uniform vec3 floorColour;
uniform vec3 shadeColour;
uniform vec3 ringColour;
uniform vec3 farColour;
uniform vec3 nearColour;
uniform float strength;
uniform float shadow;
uniform float breath;
uniform float ringStrength;
uniform float glow;
uniform vec2 sides;
uniform vec4 matPlace;
uniform vec2 pictureSize;

varying vec2 place;

float fromMat() {
  vec2 corner = abs(place - matPlace.xy) - matPlace.zw + 0.06;
  return length(max(corner, 0.0)) + min(max(corner.x, corner.y), 0.0) - 0.06;
}

void main() {
  float apart = max(fromMat(), 0.0);
  float reach = 1.0 - smoothstep(0.0, 0.6, apart);
  vec2 across = gl_FragCoord.xy / pictureSize;
  vec2 inside = min(across, 1.0 - across);
  float edge = smoothstep(0.0, 0.18, inside.x) * smoothstep(0.0, 0.18, inside.y);

  // Premultiplied from here on, so that layers add up plainly.
  float cover = strength * reach * reach * edge;
  vec4 laid = vec4(floorColour, 1.0) * cover;

  float ringAt = mix(0.05, 0.15, breath);
  float ring = exp(-pow((apart - ringAt) / 0.034, 2.0));
  ring *= ringStrength * (0.15 + 0.85 * breath) * edge;
  laid = laid * (1.0 - ring) + vec4(ringColour, 1.0) * ring;

  float along = 1.0 - smoothstep(0.7, 1.0, abs(place.x - matPlace.x) / matPlace.z);
  float spill = glow * exp(-apart / 0.06) * along * edge * 0.5;
  float farGlow = spill * sides.x * step(place.y, matPlace.y);
  float nearGlow = spill * sides.y * step(matPlace.y, place.y);
  laid = laid * (1.0 - farGlow) + vec4(farColour, 1.0) * farGlow;
  laid = laid * (1.0 - nearGlow) + vec4(nearColour, 1.0) * nearGlow;

  float dark = (1.0 - getShadowMask()) * shadow * edge * reach;
  laid = laid * (1.0 - dark) + vec4(shadeColour, 1.0) * dark;

  gl_FragColor = vec4(laid.rgb / max(laid.a, 0.001), laid.a);
  #include <colorspace_fragment>
}
