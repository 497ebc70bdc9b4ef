import type { ReactNode } from 'react';
import { Failed, Loading } from './states';

interface Readable<T> {
  data: T[] | undefined;
  error: unknown;
  retry: () => void;
}

/** A card with a list: loading, failed, empty (with what to do next) or the rows. */
export function ListCard<T>({ read, empty, children }: { read: Readable<T>; empty: ReactNode; children: (rows: T[]) => ReactNode }) {
  const { data, error, retry } = read;
  return (
    <div className="card">
      {data ? data.length > 0 ? children(data) : empty : error ? <Failed error={error} retry={retry} /> : <Loading />}
    </div>
  );
}
