'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { decodeFlops, type Flops, prefillFlops } from '@/lib/anatomy/compute';
import type { AnatomyConfig } from '@/lib/anatomy/config';
import { memory } from '@/lib/anatomy/memory';
import styles from './anatomy.module.css';
import { Bar } from './bar';
import { bytesText, flopsText } from './figures';

/** Sliders run over powers of two. */
const CONTEXT = { from: 10, to: 20 };
const BATCH = { from: 0, to: 8 };
const PRECISIONS = [
  ['fp32', 4],
  ['bf16', 2],
  ['fp8', 1],
  ['int4', 0.5],
] as const;
type Precision = (typeof PRECISIONS)[number][0];

const bytesOf = (precision: Precision): number => PRECISIONS.find(([name]) => name === precision)?.[1] ?? 2;

interface Share {
  readonly key: string;
  readonly name: string;
  readonly value: number;
}

/** Amounts as bars on one scale, with their sum. */
function Shares({
  shares,
  total,
  text,
}: {
  shares: readonly Share[];
  total: Share;
  text: (value: number) => string;
}) {
  return (
    <dl className={styles.shares}>
      {[...shares.filter(({ value }) => value > 0), total].map(({ key, name, value }) => (
        <div key={key} data-total={key === total.key || undefined}>
          <dt>{name}</dt>
          <dd>{text(value)}</dd>
          {key !== total.key && <Bar share={value / total.value} />}
        </div>
      ))}
    </dl>
  );
}

function Slider({
  name,
  range,
  power,
  text,
  onChange,
}: {
  name: string;
  range: { readonly from: number; readonly to: number };
  power: number;
  text: string;
  onChange: (power: number) => void;
}) {
  const id = useId();
  return (
    <div className={styles.control}>
      <label htmlFor={id}>{name}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={range.from}
        max={range.to}
        step={1}
        value={power}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}

function Choice({
  name,
  value,
  onChange,
}: {
  name: string;
  value: Precision;
  onChange: (precision: Precision) => void;
}) {
  const id = useId();
  return (
    <div className={styles.control}>
      <label htmlFor={id}>{name}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as Precision)}>
        {PRECISIONS.map(([precision]) => (
          <option key={precision}>{precision}</option>
        ))}
      </select>
    </div>
  );
}

/** Memory and work at a context, a batch and a precision. The first state is rendered on the server. */
export function CostSliders({ config, limit }: { config: AnatomyConfig; limit?: number }) {
  const t = useTranslations('anatomy');
  const format = useFormatter();
  const native = Math.floor(Math.log2(config.context_trained ?? limit ?? 32_768));
  const [contextPower, setContext] = useState(Math.min(Math.max(native, CONTEXT.from), CONTEXT.to));
  const [batchPower, setBatch] = useState(0);
  const [weights, setWeights] = useState<Precision>('bf16');
  const [cache, setCache] = useState<Precision>('bf16');
  const context = 2 ** contextPower;
  const batch = 2 ** batchPower;
  const needs = memory(config, { context, batch, weightBytes: bytesOf(weights), cacheBytes: bytesOf(cache) });
  const decode = decodeFlops(config, context);
  const prefill = prefillFlops(config, context);
  if (!needs || !decode || !prefill) return null;
  const work = (flops: Flops): Share[] =>
    (['weights', 'attention', 'recurrence'] as const).map((key) => ({
      key,
      name: t(`flops.${key}`),
      value: flops[key],
    }));
  const sum = (value: number): Share => ({ key: 'total', name: t('flops.total'), value });
  return (
    <section className="entry">
      <h2>{t('cost')}</h2>
      <div className={styles.controls}>
        <Slider
          name={t('context')}
          range={CONTEXT}
          power={contextPower}
          text={t('tokens', { count: format.number(context) })}
          onChange={setContext}
        />
        <Slider
          name={t('batch')}
          range={BATCH}
          power={batchPower}
          text={t('sequences', { count: batch })}
          onChange={setBatch}
        />
        <Choice name={t('weightPrecision')} value={weights} onChange={setWeights} />
        <Choice name={t('cachePrecision')} value={cache} onChange={setCache} />
      </div>
      {limit !== undefined && context > limit && (
        <p className="note">{t('beyond', { limit: format.number(limit) })}</p>
      )}
      <div className={styles.costs}>
        <div>
          <h3>{t('memory')}</h3>
          <Shares
            text={bytesText}
            shares={(['weights', 'kv', 'state'] as const).map((key) => ({
              key,
              name: t(`memoryPart.${key}`),
              value: needs[key],
            }))}
            total={{ key: 'total', name: t('memoryPart.total'), value: needs.total }}
          />
          <p className="note">{t('memoryNote')}</p>
        </div>
        <div>
          <h3>{t('decode')}</h3>
          <Shares text={flopsText} shares={work(decode)} total={sum(decode.total)} />
        </div>
        <div>
          <h3>{t('prefill')}</h3>
          <Shares text={flopsText} shares={work(prefill)} total={sum(prefill.total)} />
          <p className="note">{t('workNote')}</p>
        </div>
      </div>
    </section>
  );
}
