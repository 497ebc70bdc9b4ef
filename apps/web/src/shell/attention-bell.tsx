import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AttentionList, isOpenItem, useAttention } from '../kit/attention';
import { attentionPath } from '../kit/attention-path';
import { Tray } from './tray';

/** A timer of the browser that is longer than 24 days goes off at once. */
const waitMsMax = 86_400_000;

/**
 * What needs a person can change by time alone: a point that should have sent has not. The server says when, and then it is asked
 * again, once: the page does not poll.
 */
function useTimelyAnswer(changesInSeconds: number | null | undefined, answer: unknown): void {
  const queries = useQueryClient();
  const [waits, setWaits] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer, and every wait that is over, begins a wait.
  useEffect(() => {
    if (!changesInSeconds) return;
    const timer = window.setTimeout(
      () => {
        setWaits((count) => count + 1);
        void queries.invalidateQueries({ queryKey: [attentionPath] });
      },
      Math.min(changesInSeconds * 1000, waitMsMax),
    );
    return () => window.clearTimeout(timer);
  }, [queries, changesInSeconds, answer, waits]);
}

/** 알림: what needs the person now, in reach on every page. It counts what is open, not what has been seen. */
export function AttentionBell() {
  const { t } = useTranslation('web');
  // The words of all modules are fetched when somebody looks.
  const [isSeen, setSeen] = useState(false);
  const { data } = useAttention({ supporting: true });
  useTimelyAnswer(data?.changesInSeconds, data);
  const items = data?.items ?? [];
  return (
    <Tray
      id="attention-tray"
      label={t('attention.title')}
      sign={<BellSign />}
      count={items.filter(isOpenItem).length}
      counted={t('attention.open')}
      onToggle={setSeen}
    >
      {(close) => isSeen && <AttentionList items={items} none={t('attention.none')} onGo={close} />}
    </Tray>
  );
}

function BellSign() {
  return (
    <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
      <path d="M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4" />
    </svg>
  );
}
