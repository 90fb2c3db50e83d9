// Online softmax over tiles of keys: a workgroup keeps four query rows, their running maximum and sum, and their
// output in registers. No score ever leaves the workgroup. With few rows and many keys (decoding) the keys are dealt out
// to several workgroups, whose partial answers `merge` puts together by the same rule.
struct Params {
  Hq: u32, Hkv: u32, T: u32, S: u32, D: u32, causal: u32, window: u32,
  row0: u32, rows: u32, groups_x: u32, negative_infinity: u32, not_a_number: u32, scale: f32,
  splits: u32, keys_per_split: u32,
}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> o: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
// With more than one split, of every row and split: the output before its division, the maximum and the sum.
@group(0) @binding(5) var<storage, read_write> partials: array<f32>;
@group(0) @binding(6) var<uniform> p: Params;

const LANES = 64u;
const ROWS = 4u;
const MAX_D = 256u; // a lane holds MAX_D / LANES output columns of every row
const LOWEST = -3.4028234e38; // finite: -Infinity minus -Infinity would be NaN

var<workgroup> query: array<vec4f, MAX_D>; // column d of the four rows
var<workgroup> weights: array<vec4f, LANES>; // of one tile, row by component
var<workgroup> largest: vec4f;
var<workgroup> total: vec4f;
var<workgroup> rescale: vec4f;

fn end_of(t: u32) -> u32 {
  return select(p.S, u32(max(i32(p.S) - i32(p.T) + i32(t) + 1, 0)), p.causal == 1u);
}
fn first_of(end: u32) -> u32 { return select(0u, end - p.window, p.window > 0u && end > p.window); }

// By its bits: a compiler may take a value for equal to itself, and exp and log make of NaN what they like.
fn is_nan(value: vec4f) -> vec4<bool> { return (bitcast<vec4u>(value) & vec4u(0x7fffffffu)) > vec4u(0x7f800000u); }
fn exponential(value: vec4f) -> vec4f {
  return select(exp(value), vec4f(bitcast<f32>(p.not_a_number)), is_nan(value));
}

@compute @workgroup_size(64)
fn attend(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let tiles_per_head = (p.T + ROWS - 1u) / ROWS;
  let index = group.y * p.groups_x + group.x;
  if (index >= p.rows) { return; } // the same for the whole workgroup
  let tile = (p.row0 + index) / p.splits;
  let split = (p.row0 + index) % p.splits;
  let head = tile / tiles_per_head;
  let t0 = (tile % tiles_per_head) * ROWS;
  let rows = min(ROWS, p.T - t0);
  let kv = head / (p.Hq / p.Hkv);

  for (var d = lane; d < p.D; d += LANES) {
    var column = vec4f();
    for (var r = 0u; r < rows; r++) { column[r] = q[(head * p.T + t0 + r) * p.D + d]; }
    query[d] = column * p.scale;
  }
  if (lane == 0u) {
    largest = vec4f(LOWEST);
    total = vec4f();
  }
  // Of every row: the first key of this split that it sees, and one past the last.
  var first = vec4u();
  var end = vec4u();
  for (var r = 0u; r < rows; r++) {
    end[r] = min(end_of(t0 + r), (split + 1u) * p.keys_per_split);
    first[r] = max(first_of(end_of(t0 + r)), split * p.keys_per_split);
  }
  workgroupBarrier();

  var output = array<vec4f, MAX_D / LANES>();
  for (var s0 = first[0] / LANES * LANES; s0 < end[rows - 1u]; s0 += LANES) {
    let s = s0 + lane;
    var score = vec4f();
    if (s < p.S) {
      let key = (kv * p.S + s) * p.D;
      for (var d = 0u; d < p.D; d++) { score += query[d] * k[key + d]; }
    }
    let seen = (vec4u(s) >= first) & (vec4u(s) < end);
    weights[lane] = select(vec4f(LOWEST), score, seen);
    workgroupBarrier();
    if (lane == 0u) {
      var top = largest;
      for (var j = 0u; j < LANES; j++) { top = max(top, weights[j]); }
      rescale = exp(largest - top);
      largest = top;
    }
    workgroupBarrier();
    // A row that has seen no key yet has LOWEST as its maximum: its weights must be 0, not exp(0).
    weights[lane] = select(vec4f(), exponential(score - largest), seen);
    workgroupBarrier();
    if (lane == 0u) {
      var sum = total * rescale;
      for (var j = 0u; j < LANES; j++) { sum += weights[j]; }
      total = sum;
    }
    let keys = min(LANES, p.S - s0);
    for (var c = 0u; c * LANES + lane < p.D; c++) {
      let d = c * LANES + lane;
      var sum = output[c] * rescale;
      for (var j = 0u; j < keys; j++) {
        // Chosen by sight, not by weight: 0 times a NaN that the row may not see is NaN.
        let sees = (vec4u(s0 + j) >= first) & (vec4u(s0 + j) < end);
        sum += select(vec4f(), weights[j] * v[(kv * p.S + s0 + j) * p.D + d], sees);
      }
      output[c] = sum;
    }
    workgroupBarrier(); // before the next tile overwrites the weights
  }

  let sum = total;
  if (p.splits > 1u) {
    for (var r = 0u; r < rows; r++) {
      let slot = ((head * p.T + t0 + r) * p.splits + split) * (p.D + 2u);
      for (var c = 0u; c * LANES + lane < p.D; c++) { partials[slot + c * LANES + lane] = output[c][r]; }
      if (lane == 0u) {
        partials[slot + p.D] = largest[r];
        partials[slot + p.D + 1u] = sum[r];
      }
    }
    return;
  }
  for (var r = 0u; r < rows; r++) {
    let row = head * p.T + t0 + r;
    for (var c = 0u; c * LANES + lane < p.D; c++) {
      o[row * p.D + c * LANES + lane] = divided(output[c][r], sum[r], first[r] < end[r]);
    }
    if (lane == 0u) { lse[row] = log_sum(largest[r], sum[r], first[r] < end[r]); }
  }
}

// A row without a key gives 0; one whose scores are all -Infinity, or one of them NaN or Infinity, has no softmax.
fn divided(value: f32, sum: f32, sees: bool) -> f32 {
  if (!sees) { return 0.0; }
  return select(value / sum, bitcast<f32>(p.not_a_number), has_no_softmax(sum));
}
fn log_sum(top: f32, sum: f32, sees: bool) -> f32 {
  if (!sees) { return bitcast<f32>(p.negative_infinity); }
  return select(top + log(sum), bitcast<f32>(p.not_a_number), has_no_softmax(sum));
}
fn has_no_softmax(sum: f32) -> bool { return sum == 0.0 || is_nan(vec4f(sum)).x; }

@compute @workgroup_size(64)
fn merge(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = (group.y * p.groups_x + group.x) * LANES + lane;
  if (i >= p.rows * p.D) { return; }
  let row = p.row0 + i / p.D;
  let d = i % p.D;
  let slot = row * p.splits * (p.D + 2u);
  var top = LOWEST;
  for (var s = 0u; s < p.splits; s++) { top = max(top, partials[slot + s * (p.D + 2u) + p.D]); }
  var value = 0.0;
  var sum = 0.0;
  for (var s = 0u; s < p.splits; s++) {
    let part = slot + s * (p.D + 2u);
    let weight = exp(partials[part + p.D] - top);
    value += weight * partials[part + d];
    sum += weight * partials[part + p.D + 1u];
  }
  let end = end_of(row % p.T);
  let sees = first_of(end) < end;
  o[row * p.D + d] = divided(value, sum, sees);
  if (d == 0u) { lse[row] = log_sum(top, sum, sees); }
}
