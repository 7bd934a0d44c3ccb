attribute float darkness;

varying vec2 across;
varying float depth;

void main() {
  across = uv * 2.0 - 1.0;
  depth = darkness;
  gl_Position = projectionMatrix * modelViewMatrix * instanceMatrix * vec4(position, 1.0);
}
