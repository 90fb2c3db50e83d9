/** Numbers as a reader compares them: three digits and a unit. The same in both languages. */

const STEPS = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

const digits = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Parameters: 7.62B. Below a thousand the number itself. */
export function countText(count: number): string {
  const step = STEPS.find(([size]) => count >= size);
  return step ? `${digits(count / step[0])}${step[1]}` : String(count);
}

/** A published size as it is printed: 3B and 7.62B, without digits that nobody printed. */
export function printedText(count: number): string {
  const step = STEPS.find(([size]) => count >= size);
  return step ? `${Number((count / step[0]).toPrecision(6))}${step[1]}` : String(count);
}

/** Bytes in units of 1,024: 14.2 GiB. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** power;
  return `${power === 0 ? Math.round(value) : digits(value)} ${units[power]}`;
}

/** Floating-point operations: 15.2 GFLOPs. */
export function flopsText(flops: number): string {
  const units = ['', 'K', 'M', 'G', 'T', 'P', 'E', 'Z'];
  const power = flops < 1 ? 0 : Math.min(Math.floor(Math.log10(flops) / 3), units.length - 1);
  return `${digits(flops / 1000 ** power)} ${units[power]}FLOPs`;
}

/** A share of 1 with two digits that count: 49%, 1.6%, <0.1%. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1%';
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
}
