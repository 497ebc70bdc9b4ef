import type { Read } from '@maru/web/read';
import { Failed, Loading } from '@maru/web/states';
import type { ReactNode } from 'react';
import { BonusView } from './bonus-view';
import { LogGaps } from './log-gaps';
import { OutlookCard } from './month-outlook';
import { MonthView } from './month-view';
import type { Month, Verdict } from './words';

interface OperatingViewProps {
  month: Read<Month>;
  verdict: Read<Verdict>;
  /** What can be done with the verdict. */
  children?: ReactNode;
}

/** A company's month and the months before it, whoever looks at them. */
export function OperatingView({ month, verdict, children }: OperatingViewProps) {
  return (
    <>
      {month.data ? (
        <>
          <MonthView month={month.data}>
            <OutlookCard month={month.data} />
          </MonthView>
          <LogGaps month={month.data} />
        </>
      ) : month.error ? (
        <Failed error={month.error} retry={month.retry} />
      ) : (
        <Loading />
      )}
      {verdict.data ? (
        <BonusView verdict={verdict.data}>{children}</BonusView>
      ) : verdict.error ? (
        <Failed error={verdict.error} retry={verdict.retry} />
      ) : null}
    </>
  );
}
