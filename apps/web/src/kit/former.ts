import { useState } from 'react';

/**
 * The value, or the last one that was ready while the next is on its way: figures stay in sight (marked as busy by
 * the page) instead of flickering. The value must be memoised.
 */
export function useFormer<T>(value: T | undefined): T | undefined {
  const [former, setFormer] = useState(value);
  if (value !== undefined && value !== former) setFormer(value);
  return value ?? former;
}
