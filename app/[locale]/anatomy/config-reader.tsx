'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type DragEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import type { NodeLink } from '@/app/data/node-link';
import deepseek from '@/lib/anatomy/examples/deepseek-v3.json';
import gemma from '@/lib/anatomy/examples/gemma-2-9b.json';
import llama from '@/lib/anatomy/examples/llama-3-8b.json';
import mixtral from '@/lib/anatomy/examples/mixtral-8x7b.json';
import { type HfRefusal, MAX_CONFIG_BYTES, readHfConfig } from '@/lib/anatomy/hf-config';
import { kvElementsPerToken } from '@/lib/anatomy/kv-cache';
import { parameterCounts } from '@/lib/anatomy/parameters';
import styles from './anatomy.module.css';
import { AnatomyReport } from './anatomy-report';
import { countText } from './figures';
import { type KnownNode, ReadingNotes } from './reading-notes';

const EXAMPLES = [
  ['Llama 3 8B', llama],
  ['Mixtral 8x7B', mixtral],
  ['Gemma 2 9B', gemma],
  ['DeepSeek-V3', deepseek],
] as const;

type Refusal = HfRefusal | { readonly code: 'not-readable' };

function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations();
  const format = useFormatter();
  return (refusal) => {
    const { code, ...facts } = refusal;
    const shown = Object.entries(facts).map(([name, value]) => {
      if (name === 'expected') return [name, t(`anatomy.expected.${value}`)];
      if (name === 'found' && value === '') return [name, 'end'];
      if (Array.isArray(value)) return [name, value.join(t('list.comma'))];
      return [name, name === 'bytes' || name === 'limit' ? format.number(Number(value)) : String(value)];
    });
    return t(`anatomy.refused.${code}`, Object.fromEntries(shown));
  };
}

/** The field to paste or drop a config.json into, and everything that follows from it. Nothing leaves the page. */
export function ConfigReader({
  models,
  techniques,
}: {
  models: readonly KnownNode[];
  techniques: readonly NodeLink[];
}) {
  const t = useTranslations('anatomy');
  const format = useFormatter();
  const refusalText = useRefusalText();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const [unreadable, setUnreadable] = useState<Refusal>();
  const deferred = useDeferredValue(text);
  const result = useMemo(() => readHfConfig(deferred), [deferred]);

  const write = (next: string) => {
    setUnreadable(undefined);
    setText(next);
  };
  const load = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > MAX_CONFIG_BYTES) {
      setUnreadable({ code: 'too-large', bytes: chosen.size, limit: MAX_CONFIG_BYTES });
      return;
    }
    try {
      write(await chosen.text());
    } catch {
      setUnreadable({ code: 'not-readable' });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) void load(dropped);
    else write(event.dataTransfer.getData('text'));
  };

  const refused = unreadable ?? ('refused' in result ? result.refused : undefined);
  const reading = !unreadable && 'reading' in result ? result.reading : undefined;
  const total = reading && parameterCounts(reading.config)?.total;
  const cache = reading && kvElementsPerToken(reading.config);
  const status = (): string => {
    if (refused) return refusalText(refused);
    if (!reading) return '';
    return total === undefined || cache === undefined
      ? t('readPartly', { family: reading.family })
      : t('readAs', { family: reading.family, total: countText(total), cache: format.number(cache) });
  };
  const wrong = refused !== undefined && refused.code !== 'empty';
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button and the field do the same */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor={id}>{t('drop')}</label>
        <textarea
          id={id}
          value={text}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-status`}
          aria-invalid={wrong}
          onChange={(event) => write(event.target.value)}
        />
        <div className={styles.actions}>
          <button type="button" onClick={() => file.current?.click()}>
            {t('choose')}
          </button>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            hidden
            onChange={(event) => {
              void load(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          {EXAMPLES.map(([name, config]) => (
            <button key={name} type="button" onClick={() => write(JSON.stringify(config, null, 2))}>
              {t('example')}: {name}
            </button>
          ))}
          {text !== '' && (
            <button type="button" onClick={() => write('')}>
              {t('clear')}
            </button>
          )}
        </div>
      </div>
      <p id={`${id}-status`} className={styles.status} role="status" data-refused={wrong || undefined}>
        {status()}
      </p>
      {reading && (
        <>
          <ReadingNotes reading={reading} models={models} techniques={techniques} />
          {/* The first state of the sliders is the file's own. */}
          <AnatomyReport key={deferred} config={reading.config} limit={reading.positions} />
        </>
      )}
    </>
  );
}
