// Three passes through a buffer that holds every score:
// Hq x T x S floats of memory that flash attention never needs.
struct Params {
  Hq: u32, Hkv: u32, T: u32, S: u32, D: u32, causal: u32, window: u32,
  row0: u32, rows: u32, groups_x: u32, negative_infinity: u32, not_a_number: u32, scale: f32,
}

@group(0) @binding(0) var<storage, read> q: array<f32>;
@group(0) @binding(1) var<storage, read> k: array<f32>;
@group(0) @binding(2) var<storage, read> v: array<f32>;
@group(0) @binding(3) var<storage, read_write> o: array<f32>;
@group(0) @binding(4) var<storage, read_write> lse: array<f32>;
@group(0) @binding(5) var<storage, read_write> scores: array<f32>;
@group(0) @binding(6) var<uniform> p: Params;

// The keys that query row `row` (head * T + t) may see: first and one past the last.
fn visible(row: u32) -> vec2u {
  if (p.causal == 0u) { return vec2u(0u, p.S); }
  let end = u32(max(i32(p.S) - i32(p.T) + i32(row % p.T) + 1, 0));
  let first = select(0u, end - p.window, p.window > 0u && end > p.window);
  return vec2u(first, end);
}

fn kv_head(row: u32) -> u32 { return row / p.T / (p.Hq / p.Hkv); }

fn invocation(group: vec3u, lane: u32) -> u32 { return (group.y * p.groups_x + group.x) * 64u + lane; }

// By its bits: a compiler may take a value for equal to itself, and exp and log make of NaN what they like.
fn is_nan(value: f32) -> bool { return (bitcast<u32>(value) & 0x7fffffffu) > 0x7f800000u; }
fn exponential(value: f32) -> f32 { return select(exp(value), bitcast<f32>(p.not_a_number), is_nan(value)); }

@compute @workgroup_size(64)
fn score(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = invocation(group, lane);
  if (i >= p.rows * p.S) { return; }
  let row = p.row0 + i / p.S;
  let key = (kv_head(row) * p.S + i % p.S) * p.D;
  var dot = 0.0;
  for (var d = 0u; d < p.D; d++) { dot += q[row * p.D + d] * k[key + d]; }
  scores[row * p.S + i % p.S] = dot * p.scale;
}

@compute @workgroup_size(64)
fn softmax(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = invocation(group, lane);
  if (i >= p.rows) { return; }
  let row = p.row0 + i;
  let keys = visible(row);
  if (keys.x >= keys.y) {
    lse[row] = bitcast<f32>(p.negative_infinity);
    return;
  }
  var largest = scores[row * p.S + keys.x];
  for (var s = keys.x; s < keys.y; s++) { largest = max(largest, scores[row * p.S + s]); }
  var sum = 0.0;
  for (var s = keys.x; s < keys.y; s++) { sum += exponential(scores[row * p.S + s] - largest); }
  for (var s = keys.x; s < keys.y; s++) {
    scores[row * p.S + s] = exponential(scores[row * p.S + s] - largest) / sum;
  }
  lse[row] = select(largest + log(sum), sum, is_nan(sum));
}

@compute @workgroup_size(64)
fn weigh(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let i = invocation(group, lane);
  if (i >= p.rows * p.D) { return; }
  let row = p.row0 + i / p.D;
  let keys = visible(row);
  var sum = 0.0;
  for (var s = keys.x; s < keys.y; s++) {
    sum += scores[row * p.S + s] * v[(kv_head(row) * p.S + s) * p.D + i % p.D];
  }
  o[row * p.D + i % p.D] = sum;
}
