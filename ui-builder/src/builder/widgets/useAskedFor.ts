import { useSearchParams } from 'react-router';
import { localName } from '../model/documents';

/** The component that the address asks to open (`?open=amount`), and how to be done with it. */
export function useAskedFor<T extends { name: string }>(
  components: readonly T[],
): [T | undefined, () => void] {
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('open');
  const component = components.find(({ name }) => localName(name) === asked);
  const done = () => {
    if (asked !== null) setParameters({}, { replace: true });
  };
  return [asked === null ? undefined : component, done];
}
