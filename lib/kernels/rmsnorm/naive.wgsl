// Two passes: one invocation walks a row for its statistics, then one invocation per element scales it.
struct Params {
  T: u32, d: u32, row0: u32, rows: u32, groups_x: u32, zero_centered: u32, layer: u32,
  not_a_number: u32, root_eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
// Of every row: the mean in two parts, what the row is divided by first, and the factor after that.
@group(0) @binding(3) var<storage, read_write> statistics: array<vec4f>;
@group(0) @binding(4) var<uniform> p: Params;

const LARGEST = 3.4028234e38;
// A single running sum over a long row rounds at its own size at every step; blocks keep the terms alike.
const BLOCK = 256u;

fn invocation(group: vec3u, lane: u32) -> u32 { return (group.y * p.groups_x + group.x) * 64u + lane; }

// An element off the mean. The mean has two parts: one float32 loses it where it is large beside the spread.
fn centred(i: u32, mean: vec2f) -> f32 { return (x[i] - mean.x) - mean.y; }

// Divided by the largest element before it is squared: neither 1e30 nor 1e-30 then leaves float32.
// In a row with an infinity every finite element becomes 0 and the infinity NaN, as in the formula.
fn ratio(value: f32, by: f32) -> f32 {
  if (by <= LARGEST) { return value / by; }
  // By its bits: a compiler may take infinity times 0 for 0.
  return bitcast<f32>(select(0u, p.not_a_number, (bitcast<u32>(value) & 0x7fffffffu) >= 0x7f800000u));
}

@compute @workgroup_size(64)
fn measure(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  if (invocation(group, lane) >= p.rows) { return; }
  let row = p.row0 + invocation(group, lane);
  let first = row * p.d;
  let end = first + p.d;

  var mean = vec2f();
  if (p.layer == 1u) {
    var sum = 0.0;
    for (var block = first; block < end; block += BLOCK) {
      var part = 0.0;
      for (var i = block; i < min(block + BLOCK, end); i++) { part += (x[i] - x[first]) / f32(p.d); }
      sum += part;
    }
    mean.x = x[first] + sum; // so that a row of one value has exactly that mean
    sum = 0.0;
    for (var block = first; block < end; block += BLOCK) {
      var part = 0.0;
      for (var i = block; i < min(block + BLOCK, end); i++) { part += (x[i] - mean.x) / f32(p.d); }
      sum += part;
    }
    mean.y = sum;
  }

  var by = p.root_eps;
  for (var i = first; i < end; i++) { by = max(by, abs(centred(i, mean))); }
  var squares = 0.0;
  for (var block = first; block < end; block += BLOCK) {
    var part = 0.0;
    for (var i = block; i < min(block + BLOCK, end); i++) {
      let r = ratio(centred(i, mean), by);
      part += r * r;
    }
    squares += part;
  }
  let root = ratio(p.root_eps, by);
  let factor = select(1.0 / sqrt(squares / f32(p.d) + root * root), 1.0, by > LARGEST);
  statistics[row] = vec4f(mean, by, factor);
}

@compute @workgroup_size(64)
fn scale(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  if (invocation(group, lane) >= p.rows * p.d) { return; }
  let i = p.row0 * p.d + invocation(group, lane);
  let row = statistics[i / p.d];
  y[i] = ratio(centred(i, row.xy), row.z) * row.w * (weight[i % p.d] + f32(p.zero_centered));
}
