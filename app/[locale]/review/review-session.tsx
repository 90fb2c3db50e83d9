'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AnswerRequest, Outcome } from '@/app/data/review';
import type { Locale } from '@/app/i18n/routing';
import { queueOptions, sendAnswer, sendUndo } from '@/app/queries';
import type { PublicItem } from '@/lib/quiz/item';
import { AnsweredAside } from './answered-aside';
import styles from './review.module.css';

type Confidence = NonNullable<AnswerRequest['confidence']>;
const CONFIDENCE_KEYS: Readonly<Record<string, Confidence>> = { s: 'sure', d: 'think', f: 'guess' };

function Progress({ done, total }: { done: number; total: number }) {
  const t = useTranslations('review');
  return (
    <div className={styles.progress}>
      <span>{t('heading')}</span>
      <ol aria-hidden className={styles.stops}>
        {Array.from({ length: total }, (_, stop) => stop).map((stop) => (
          <li key={stop} data-stop={stop < done ? 'done' : stop === done ? 'here' : 'ahead'} />
        ))}
      </ol>
      <span>{t('progress', { done: Math.min(done + 1, total), total })}</span>
    </div>
  );
}

interface QuestionProps {
  item: PublicItem;
  locale: Locale;
  onNext(): void;
}

function Question({ item, locale, onNext }: QuestionProps) {
  const t = useTranslations('review');
  const [chosen, setChosen] = useState<string>();
  const [undone, setUndone] = useState(false);
  const [help, setHelp] = useState(false);
  // One id per question: sent again after a failure, it still counts once.
  const reviewId = useRef(crypto.randomUUID());
  const shownAt = useRef(Date.now());
  const answer = useMutation({ mutationFn: sendAnswer, retry: 3, retryDelay: 1500 });
  const undo = useMutation({
    mutationFn: () => sendUndo(reviewId.current),
    onSuccess: () => setUndone(true),
  });
  const outcome: Outcome | undefined = answer.data;

  const submit = useCallback(
    (confidence?: Confidence) => {
      if (!chosen || answer.isPending || outcome) return;
      answer.mutate({
        reviewId: reviewId.current,
        itemId: item.id,
        answer: chosen,
        durationMs: Date.now() - shownAt.current,
        ...(confidence ? { confidence } : {}),
        answeredAt: new Date().toISOString(),
      });
    },
    [answer, chosen, item.id, outcome],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const option = item.options[Number(event.key) - 1];
      const confidence = CONFIDENCE_KEYS[event.key];
      if (option && !outcome) setChosen(option.id);
      else if (confidence) submit(confidence);
      else if (event.key === '?') setHelp((shown) => !shown);
      else if (event.key === 'u' && outcome && !undone) undo.mutate();
      else if (event.key === 'Enter') {
        // A focused link or button does its own thing on Enter.
        if (event.target instanceof HTMLElement && /^(A|BUTTON)$/.test(event.target.tagName)) return;
        if (outcome) onNext();
        else submit();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [item, outcome, submit, undo, undone, onNext]);

  return (
    <div className={styles.columns} data-state={outcome ? 'answered' : 'asking'}>
      <section aria-labelledby="stem">
        <p className="note">{t(`level.${item.level}`)}</p>
        <h1 id="stem" className={styles.stem}>
          {item.stem[locale]}
        </h1>
        <ol className={styles.options}>
          {item.options.map((option, index) => {
            const isKey = outcome?.key === option.id;
            const isChosen = (outcome?.answer ?? chosen) === option.id;
            const mark = outcome ? (isKey ? 'right' : isChosen ? 'wrong' : undefined) : undefined;
            const why = outcome?.options.find(({ id }) => id === option.id)?.why[locale];
            return (
              <li key={option.id} data-mark={mark} data-chosen={isChosen || undefined}>
                <button
                  type="button"
                  aria-pressed={isChosen}
                  disabled={outcome !== undefined}
                  onClick={() => setChosen(option.id)}
                >
                  <kbd>{index + 1}</kbd>
                  <span className={styles.optionText}>
                    <span>{option.text[locale]}</span>
                    {why && <span className={styles.why}>{why}</span>}
                  </span>
                  {mark && (
                    <span className={styles.verdict}>
                      {mark === 'right' ? `✓ ${t('right')}` : `✗ ${t('wrong')}`}
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ol>
        <div aria-live="polite">
          {outcome && (
            <div className={styles.explanation}>
              <p>{outcome.explanation[locale]}</p>
              <p className="note">
                {undone
                  ? t('undone')
                  : outcome.next.intervalDays === 0
                    ? t('nextMinutes')
                    : t('nextDays', { days: outcome.next.intervalDays })}
              </p>
            </div>
          )}
          {answer.isPending && <p className="note">{t('sending')}</p>}
          {answer.isError && (
            <p role="alert">
              {t('failed')}{' '}
              <button type="button" onClick={() => answer.variables && answer.mutate(answer.variables)}>
                {t('retry')}
              </button>
            </p>
          )}
        </div>
        <div className={styles.actions}>
          {outcome ? (
            <>
              <button type="button" disabled={undone || undo.isPending} onClick={() => undo.mutate()}>
                {t('undo')} <kbd>U</kbd>
              </button>
              <button type="button" className="button-primary" onClick={onNext}>
                {t('next')} <kbd>Enter</kbd>
              </button>
            </>
          ) : (
            <>
              <p className={styles.confidence}>{t('confidence')}</p>
              <button
                type="button"
                className={`button-primary ${styles.plain}`}
                disabled={!chosen || answer.isPending}
                onClick={() => submit()}
              >
                {t('answer')} <kbd>Enter</kbd>
              </button>
              {Object.entries(CONFIDENCE_KEYS).map(([key, confidence]) => (
                <button
                  key={key}
                  type="button"
                  disabled={!chosen || answer.isPending}
                  onClick={() => submit(confidence)}
                >
                  {t(confidence)} <kbd>{key.toUpperCase()}</kbd>
                </button>
              ))}
            </>
          )}
        </div>
        <p className="note" role="status">
          {help ? t('keys') : ''}
        </p>
      </section>
      {outcome && <AnsweredAside outcome={outcome} locale={locale} />}
    </div>
  );
}

export function ReviewSession({ locale, about }: { locale: Locale; about?: string }) {
  const t = useTranslations('review');
  const queue = useQuery(queueOptions(about));
  const [index, setIndex] = useState(0);
  const onNext = useCallback(() => setIndex((current) => current + 1), []);
  const restart = () => {
    setIndex(0);
    void queue.refetch();
  };
  if (queue.isPending) {
    return (
      <p className="page" role="status">
        {t('loading')}
      </p>
    );
  }
  if (queue.isError) {
    return (
      <div className="page" role="alert">
        <h1>{t('failed')}</h1>
        <p style={{ marginTop: 20 }}>
          <button type="button" onClick={() => void queue.refetch()}>
            {t('retry')}
          </button>
        </p>
      </div>
    );
  }
  const { items } = queue.data;
  const item = items[index];
  if (!item) {
    return (
      <div className="page">
        <h1>{items.length === 0 ? t('empty') : t('finished')}</h1>
        <p className="lead" style={{ margin: '12px 0 20px' }}>
          {t('emptyDetail')}
        </p>
        <p className={styles.actions}>
          {items.length > 0 && (
            <button type="button" className="button-primary" onClick={restart}>
              {t('again')}
            </button>
          )}
          <Link className="button" href={`/${locale}/lineage`}>
            {t('map')}
          </Link>
        </p>
      </div>
    );
  }
  return (
    <div className={styles.session}>
      <Progress done={index} total={items.length} />
      <Question key={item.id} item={item} locale={locale} onNext={onNext} />
      <footer className={styles.keys}>
        <span>
          <kbd>1</kbd>–<kbd>4</kbd> {t('choose')}
        </span>
        <span>
          <kbd>Enter</kbd> {t('answer')}
        </span>
        <span>
          <kbd>U</kbd> {t('undo')}
        </span>
        <span>
          <kbd>S</kbd> <kbd>D</kbd> <kbd>F</kbd> {t('withConfidence')}
        </span>
        <span>
          <kbd>?</kbd> {t('help')}
        </span>
      </footer>
    </div>
  );
}
