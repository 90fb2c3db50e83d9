// One pass, no intermediate buffer: a workgroup holds as many rows as its lanes are enough for, the lanes of a row
// stride over it, and a tree in workgroup memory adds up while the row is still in cache.
struct Params {
  T: u32, d: u32, row0: u32, rows: u32, groups_x: u32, lanes: u32, zero_centered: u32, layer: u32,
  not_a_number: u32, root_eps: f32,
}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> weight: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<uniform> p: Params;

const LANES = 64u; // of a workgroup; `p.lanes` of them, a power of two, share a row
const LARGEST = 3.4028234e38;
var<workgroup> partial: array<f32, LANES>;

// The sum over the lanes of a row, in every one of them. Assumes no subgroup size.
fn row_sum(value: f32, lane: u32) -> f32 {
  partial[lane] = value;
  workgroupBarrier();
  for (var stride = p.lanes / 2u; stride > 0u; stride /= 2u) {
    if (lane % p.lanes < stride) { partial[lane] += partial[lane + stride]; }
    workgroupBarrier();
  }
  let total = partial[lane - lane % p.lanes];
  workgroupBarrier(); // before anyone writes partial again
  return total;
}

fn row_max(value: f32, lane: u32) -> f32 {
  partial[lane] = value;
  workgroupBarrier();
  for (var stride = p.lanes / 2u; stride > 0u; stride /= 2u) {
    if (lane % p.lanes < stride) { partial[lane] = max(partial[lane], partial[lane + stride]); }
    workgroupBarrier();
  }
  let largest = partial[lane - lane % p.lanes];
  workgroupBarrier();
  return largest;
}

// Divided by the largest element before it is squared: neither 1e30 nor 1e-30 then leaves float32.
// In a row with an infinity every finite element becomes 0 and the infinity NaN, as in the formula.
fn ratio(value: f32, by: f32) -> f32 {
  if (by <= LARGEST) { return value / by; }
  // By its bits: a compiler may take infinity times 0 for 0.
  return bitcast<f32>(select(0u, p.not_a_number, (bitcast<u32>(value) & 0x7fffffffu) >= 0x7f800000u));
}

@compute @workgroup_size(64)
fn normalise(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let index = (group.y * p.groups_x + group.x) * (LANES / p.lanes) + lane / p.lanes;
  let start = (p.row0 + index) * p.d;
  // A lane without a row walks over nothing, but meets every barrier.
  let first = start + lane % p.lanes;
  let end = select(0u, start + p.d, index < p.rows);

  // The mean in two parts: one float32 loses it where it is large beside the spread.
  var mean = 0.0;
  var rest = 0.0;
  if (p.layer == 1u) {
    var sum = 0.0;
    for (var i = first; i < end; i += p.lanes) { sum += (x[i] - x[start]) / f32(p.d); }
    mean = x[start] + row_sum(sum, lane); // so that a row of one value has exactly that mean
    sum = 0.0;
    for (var i = first; i < end; i += p.lanes) { sum += (x[i] - mean) / f32(p.d); }
    rest = row_sum(sum, lane);
  }
  var by = p.root_eps;
  for (var i = first; i < end; i += p.lanes) { by = max(by, abs((x[i] - mean) - rest)); }
  by = row_max(by, lane);

  var squares = 0.0;
  for (var i = first; i < end; i += p.lanes) {
    let r = ratio((x[i] - mean) - rest, by);
    squares += r * r;
  }
  let root = ratio(p.root_eps, by);
  let factor = select(1.0 / sqrt(row_sum(squares, lane) / f32(p.d) + root * root), 1.0, by > LARGEST);
  for (var i = first; i < end; i += p.lanes) {
    y[i] = ratio((x[i] - mean) - rest, by) * factor * (weight[i - start] + f32(p.zero_centered));
  }
}
