// Two passes: one invocation walks a row for its statistics, then one invocation per element scales it.
struct Params { T: u32, d: u32, groups_x: u32, zero_centered: u32, layer: u32, eps: f32 }

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> statistics: array<f32>; // mean and 1/rms of every row
@group(0) @binding(4) var<uniform> p: Params;

@compute @workgroup_size(64)
fn measure(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = (group.y * p.groups_x + group.x) * 64u + lane;
  if (row >= p.T) { return; }
  var mean = 0.0;
  if (p.layer == 1u) {
    for (var i = 0u; i < p.d; i++) { mean += x[row * p.d + i]; }
    mean /= f32(p.d);
  }
  var squares = 0.0;
  for (var i = 0u; i < p.d; i++) {
    let centred = x[row * p.d + i] - mean;
    squares += centred * centred;
  }
  statistics[2u * row] = mean;
  statistics[2u * row + 1u] = 1.0 / sqrt(squares / f32(p.d) + p.eps);
}

@compute @workgroup_size(64)
fn scale(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = (group.y * p.groups_x + group.x) * 64u + lane;
  if (i >= p.T * p.d) { return; }
  let row = i / p.d;
  let w = weight[i % p.d] + f32(p.zero_centered);
  y[i] = (x[i] - statistics[2u * row]) * statistics[2u * row + 1u] * w;
}
