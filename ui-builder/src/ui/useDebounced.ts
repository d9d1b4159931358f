import { useEffect, useState } from 'react';

/** The value once it has rested for a moment. */
export function useDebounced<T>(value: T, milliseconds = 160): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
