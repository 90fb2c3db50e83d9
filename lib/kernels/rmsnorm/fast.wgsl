// One workgroup per row: lanes stride over the row, a tree in workgroup memory adds up, and the row is scaled
// while it is still in cache. No intermediate buffer.
struct Params { T: u32, d: u32, groups_x: u32, zero_centered: u32, layer: u32, eps: f32 }

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> p: Params;

const LANES = 64u;
var<workgroup> partial: array<f32, LANES>;

// The sum over all lanes, in every lane. Assumes no subgroup size.
fn workgroup_sum(value: f32, lane: u32) -> f32 {
  partial[lane] = value;
  workgroupBarrier();
  for (var stride = LANES / 2u; stride > 0u; stride /= 2u) {
    if (lane < stride) { partial[lane] += partial[lane + stride]; }
    workgroupBarrier();
  }
  let total = partial[0];
  workgroupBarrier(); // before anyone writes partial again
  return total;
}

@compute @workgroup_size(64)
fn normalise(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let row = group.y * p.groups_x + group.x;
  if (row >= p.T) { return; } // the same for the whole workgroup
  let start = row * p.d;
  var mean = 0.0;
  if (p.layer == 1u) {
    var sum = 0.0;
    for (var i = lane; i < p.d; i += LANES) { sum += x[start + i]; }
    mean = workgroup_sum(sum, lane) / f32(p.d);
  }
  var squares = 0.0;
  for (var i = lane; i < p.d; i += LANES) {
    let centred = x[start + i] - mean;
    squares += centred * centred;
  }
  let inverse = 1.0 / sqrt(workgroup_sum(squares, lane) / f32(p.d) + p.eps);
  for (var i = lane; i < p.d; i += LANES) {
    y[start + i] = (x[start + i] - mean) * inverse * (weight[i] + f32(p.zero_centered));
  }
}
