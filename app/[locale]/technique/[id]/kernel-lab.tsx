'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { kernelById } from '@/lib/kernels/registry';
import styles from '../technique.module.css';
import { PRESETS } from './presets';
import { type LabResult, runLab, TIMED_RUNS } from './run-lab';

interface Source {
  readonly name: string;
  readonly file: string;
  readonly source: string;
}

function SourceTabs({ sources }: { sources: readonly Source[] }) {
  const t = useTranslations('lab');
  const [tab, setTab] = useState(0);
  const shown = sources[tab];
  return (
    <div>
      <div role="tablist" aria-label={t('code')} className={styles.tabs}>
        {sources.map(({ name, file }, index) => (
          <button
            key={file}
            type="button"
            role="tab"
            aria-selected={index === tab}
            aria-controls="kernel-source"
            onClick={() => setTab(index)}
          >
            {name}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre id="kernel-source" role="tabpanel" className={styles.code} tabIndex={0}>
        {shown?.source
          .trimEnd()
          .split('\n')
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their number
            <code key={index}>{`${line}\n`}</code>
          ))}
      </pre>
    </div>
  );
}

const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const scientific = (value: number) => value.toExponential(1);

function Results({ result, limit }: { result: LabResult; limit: number }) {
  const t = useTranslations('lab');
  const slowest = Math.max(...result.variants.map((variant) => variant.milliseconds), 1e-9);
  const worst = result.variants.map(({ comparison }) => comparison).find(({ pass }) => !pass);
  const largest = Math.max(...result.variants.map(({ comparison }) => comparison.maxAbs));
  return (
    <div className={styles.strip} aria-live="polite">
      <div>
        <h3>{t('times', { runs: TIMED_RUNS })}</h3>
        {result.variants.map((variant) => (
          <div key={variant.variant} className={styles.row}>
            <span>{variant.variant}</span>
            <span className={styles.time} style={{ width: `${(100 * variant.milliseconds) / slowest}%` }} />
            <span>{milliseconds(variant.milliseconds)}</span>
          </div>
        ))}
        <div className={styles.row}>
          <span>{t('cpu')}</span>
          <span />
          <span>{milliseconds(result.referenceMilliseconds)}</span>
        </div>
      </div>
      {result.variants.length > 0 && (
        <div>
          <h3>{t('error')}</h3>
          {worst?.firstWrong ? (
            <p className={styles.fail}>
              {`✗ ${t('failed', { index: worst.firstWrong.index.join(', '), actual: String(worst.firstWrong.actual), expected: String(worst.firstWrong.expected) })}`}
            </p>
          ) : (
            <>
              <p className={styles.number}>
                {scientific(largest)}{' '}
                <span className={worst ? styles.fail : styles.pass}>
                  {worst ? `✗ ${t('fail')}` : `✓ ${t('pass')}`}
                </span>
              </p>
              {!worst && (
                <p className="note">
                  {t('checked', { error: scientific(largest), limit: scientific(limit) })}
                </p>
              )}
            </>
          )}
          <p className="note">{t('values', { count: result.values })}</p>
        </div>
      )}
      <div>
        <h3>{t('device')}</h3>
        <p>{result.adapter ?? (result.lost ? t('lost') : t('noGpu'))}</p>
        {!result.adapter && (
          <a className="note" href="https://developer.mozilla.org/docs/Web/API/WebGPU_API" rel="noreferrer">
            {t('enable')}
          </a>
        )}
      </div>
    </div>
  );
}

/** The kernel of a technique: its sources, and a run on the reader's device against float64. */
export function KernelLab({ kernelId, sources }: { kernelId: string; sources: readonly Source[] }) {
  const t = useTranslations('lab');
  const kernel = kernelById(kernelId);
  const presets = PRESETS[kernelId] ?? [];
  const [chosen, setChosen] = useState(0);
  const preset = presets[chosen];
  const run = useMutation({
    mutationFn: async () => {
      if (!preset) throw new Error(`no sizes for ${kernelId}`);
      return runLab(kernel, preset.params, preset.dims);
    },
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const busy =
        event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key === 'r' && !busy && !event.ctrlKey && !event.metaKey && !run.isPending) run.mutate();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [run]);
  return (
    <>
      <div className={styles.actions}>
        <label className="note">
          {`${t('preset')} `}
          <select
            value={chosen}
            onChange={({ target }) => {
              setChosen(Number(target.value));
              run.reset();
            }}
          >
            {presets.map(({ name }, index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button-primary"
          disabled={run.isPending}
          onClick={() => run.mutate()}
        >
          {t('run')} <kbd>R</kbd>
        </button>
      </div>
      <SourceTabs sources={sources} />
      {run.data ? (
        <Results result={run.data} limit={kernel.tolerance.atol} />
      ) : (
        <p className="note" role="status">
          {run.isPending
            ? t('running')
            : run.isError
              ? t('broken', { reason: run.error.message })
              : t('notRun')}
        </p>
      )}
    </>
  );
}
