import { useTranslations } from 'next-intl';
import type { Block, BlockBox, Shape } from '@/lib/anatomy/block';
import styles from './anatomy.module.css';

/** Sizes in pixels: the drawing is as wide as a phone's page, so that its text is never scaled. */
const WIDTH = 356;
const LEFT = 30;
const INNER = WIDTH - LEFT - 2;
const SPACE = 8;
const LINE = 16;
const PAD = 6;
/** Between rows: the shape on the arrow, then the line that joins or splits. */
const LABEL = 22;
const GAP = 38;
const BELOW_LABEL = 24;
const ADD = 20;

interface Placed extends BlockBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface PlacedRow {
  readonly boxes: readonly Placed[];
  readonly add: boolean;
  readonly top: number;
  readonly bottom: number;
}

const shapeText = (shape: Shape): string => shape.join('×');
/** Wide enough for the fixed-width digits of a shape, with room at both ends. */
const labelWidth = (shape: Shape): number => shapeText(shape).length * 7.25 + 6;
const middle = ({ x, width }: Placed): number => x + width / 2;

function place(block: Block): { rows: PlacedRow[]; height: number } {
  let y = GAP;
  const rows = block.rows.map(({ boxes, join }): PlacedRow => {
    const add = join === 'add';
    const height = add ? ADD : PAD * 2 + LINE * Math.max(...boxes.map(({ lines }) => lines.length));
    const width = add ? ADD : (INNER - SPACE * (boxes.length - 1)) / boxes.length;
    const row = {
      add,
      top: y,
      bottom: y + height,
      boxes: boxes.map((box, index) => ({
        ...box,
        x: add ? LEFT + INNER / 2 - ADD / 2 : LEFT + index * (width + SPACE),
        y,
        width,
        height,
      })),
    };
    y += height + GAP;
    return row;
  });
  return { rows, height: y - GAP + LABEL + 8 };
}

/** Lines from the boxes of one row to those of the next: each to its own where they are as many, else over one bar. */
function wires(from: readonly number[], to: readonly number[], top: number, bottom: number): string {
  const heads = to.map((x) => `M${x - 4} ${bottom - 5}L${x} ${bottom}L${x + 4} ${bottom - 5}`);
  if (from.length === to.length) return [...from.map((x) => `M${x} ${top}V${bottom}`), ...heads].join('');
  const bar = bottom - 12;
  const ends = [...from, ...to];
  return [
    ...from.map((x) => `M${x} ${top}V${bar}`),
    `M${Math.min(...ends)} ${bar}H${Math.max(...ends)}`,
    ...to.map((x) => `M${x} ${bar}V${bottom}`),
    ...heads,
  ].join('');
}

/** The streams that run past the halves of a layer: from where one starts to the `+` where it joins. */
function streams(rows: readonly PlacedRow[]): string {
  let start = BELOW_LABEL;
  const centre = LEFT + INNER / 2;
  return rows
    .flatMap((row) => {
      if (!row.add) return [];
      const y = row.top + ADD / 2;
      const path = `M${centre} ${start}H10V${y}H${centre - ADD / 2}`;
      start = row.bottom + BELOW_LABEL;
      return [path];
    })
    .join('');
}

/** One layer with the shape on every arrow, drawn from the config. */
export function BlockDrawing({ block }: { block: Block }) {
  const t = useTranslations('anatomy');
  const { kind } = block;
  const { rows, height } = place(block);
  const centre = LEFT + INNER / 2;
  const caption = t('layers', {
    count: kind.layers,
    mixer: t(`mixer.${kind.mixer}`),
    ffn: t(`ffn.${kind.ffn}`),
  });
  const steps = block.rows
    .map(({ boxes }) => boxes.map(({ lines, out }) => `${lines.join(', ')} → ${shapeText(out)}`).join(' | '))
    .join('; ');
  const labels = [
    { key: 'in', x: centre, y: 4, shape: block.input },
    ...rows.flatMap(({ boxes, bottom }) =>
      boxes.map((box) => ({ key: box.id, x: middle(box), y: bottom, shape: box.out })),
    ),
  ];
  return (
    <figure className={styles.drawing}>
      <figcaption>{caption}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        width={WIDTH}
        height={height}
        role="img"
        aria-label={t('blockAlt', { steps })}
      >
        <path className={styles.stream} d={streams(rows)} />
        <path className={styles.wire} d={`M${centre} 0V8`} />
        {rows.map((row, index) => {
          const above = rows[index - 1];
          return (
            <path
              key={row.boxes[0]?.id}
              className={styles.wire}
              d={wires(
                above ? above.boxes.map(middle) : [centre],
                row.boxes.map(middle),
                above?.bottom ?? 0,
                row.top,
              )}
            />
          );
        })}
        <path className={styles.wire} d={`M${centre} ${rows.at(-1)?.bottom ?? 0}V${height}`} />
        {rows.flatMap(({ boxes, add }) =>
          boxes.map((box) =>
            add ? (
              <g key={box.id} className={styles.add}>
                <circle cx={middle(box)} cy={box.y + ADD / 2} r={ADD / 2} />
                <path d={`M${middle(box) - 5} ${box.y + ADD / 2}h10m-5 -5v10`} />
              </g>
            ) : (
              <g key={box.id} className={styles.box}>
                <rect x={box.x} y={box.y} width={box.width} height={box.height} />
                {box.lines.map((line, index) => (
                  <text
                    key={line}
                    x={middle(box)}
                    y={box.y + (box.height - box.lines.length * LINE) / 2 + index * LINE + 12}
                  >
                    {line}
                  </text>
                ))}
              </g>
            ),
          ),
        )}
        {labels.map(({ key, x, y, shape }) => (
          <g key={key} className={styles.arrow}>
            <rect x={x - labelWidth(shape) / 2} y={y + 4} width={labelWidth(shape)} height={LINE} />
            <text x={x} y={y + 16}>
              {shapeText(shape)}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}
