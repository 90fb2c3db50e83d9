// Online softmax over tiles of keys: a workgroup keeps four query rows, their running maximum and sum, and their
// output in registers. No score ever leaves the workgroup.
struct Params {
  Hq: u32, Hkv: u32, T: u32, S: u32, D: u32, causal: u32, window: u32,
  row0: u32, rows: u32, groups_x: u32, negative_infinity: u32, scale: f32,
}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> o: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
@group(0) @binding(5) var<uniform> p: Params;

const LANES = 64u;
const ROWS = 4u;
const MAX_D = 256u; // a lane holds MAX_D / LANES output columns of every row
const MASKED = -1e30; // finite: -Infinity minus -Infinity would be NaN

var<workgroup> query: array<vec4f, MAX_D>; // column d of the four rows
var<workgroup> weights: array<vec4f, LANES>; // of one tile, row by component
var<workgroup> largest: vec4f;
var<workgroup> total: vec4f;
var<workgroup> rescale: vec4f;

fn end_of(t: u32) -> u32 {
  return select(p.S, u32(max(i32(p.S) - i32(p.T) + i32(t) + 1, 0)), p.causal == 1u);
}
fn first_of(end: u32) -> u32 { return select(0u, end - p.window, p.window > 0u && end > p.window); }

@compute @workgroup_size(64)
fn attend(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let tiles_per_head = (p.T + ROWS - 1u) / ROWS;
  let tile = p.row0 + group.y * p.groups_x + group.x;
  if (tile >= p.row0 + p.rows) { return; } // the same for the whole workgroup
  let head = tile / tiles_per_head;
  let t0 = (tile % tiles_per_head) * ROWS;
  let rows = min(ROWS, p.T - t0);
  let kv = head * p.Hkv / p.Hq;

  for (var d = lane; d < p.D; d += LANES) {
    var column = vec4f();
    for (var r = 0u; r < rows; r++) { column[r] = q[(head * p.T + t0 + r) * p.D + d]; }
    query[d] = column * p.scale;
  }
  if (lane == 0u) {
    largest = vec4f(MASKED);
    total = vec4f();
  }
  var first = vec4u();
  var end = vec4u();
  for (var r = 0u; r < rows; r++) {
    end[r] = end_of(t0 + r);
    first[r] = first_of(end[r]);
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
    score = select(vec4f(MASKED), score, seen);
    weights[lane] = score;
    workgroupBarrier();
    if (lane == 0u) {
      var top = largest;
      for (var j = 0u; j < LANES; j++) { top = max(top, weights[j]); }
      rescale = exp(largest - top);
      largest = top;
    }
    workgroupBarrier();
    // A row that has seen no key yet has the mask as its maximum: its weights must be 0, not exp(0).
    weights[lane] = select(vec4f(), exp(score - largest), seen);
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
      for (var j = 0u; j < keys; j++) { sum += weights[j] * v[(kv * p.S + s0 + j) * p.D + d]; }
      output[c] = sum;
    }
    workgroupBarrier(); // before the next tile overwrites the weights
  }

  let sum = total;
  let alive = sum > vec4f();
  for (var c = 0u; c * LANES + lane < p.D; c++) {
    let result = select(vec4f(), output[c] / sum, alive);
    for (var r = 0u; r < rows; r++) { o[(head * p.T + t0 + r) * p.D + c * LANES + lane] = result[r]; }
  }
  if (lane < rows) {
    lse[head * p.T + t0 + lane] =
      select(bitcast<f32>(p.negative_infinity), largest[lane] + log(sum[lane]), alive[lane]);
  }
}
