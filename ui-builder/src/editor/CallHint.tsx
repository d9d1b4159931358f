import { useI18n } from '@/i18n';
import { helpFor, parametersOf } from './functionHelp';
import { callAt } from './wanted';
import styles from './editor.module.css';

/** The function that is being written, with the argument that the cursor is in. */
export const CallHint = ({ source, cursor }: { source: string; cursor: number | undefined }) => {
  const { language } = useI18n();
  const call = cursor === undefined ? undefined : callAt(source, cursor);
  const help = call && helpFor(call.name);
  if (!call || !help) return <p className={styles['call']} />;
  const parameters = parametersOf(help);
  // The last one may come again and again: `AND(condition, …)`.
  const current = Math.min(call.argument, parameters.length - 1);
  return (
    <p className={styles['call']}>
      <code>
        {help.signature.slice(0, help.signature.indexOf('(') + 1)}
        {parameters.map((parameter, index) => (
          <span key={index}>
            {index > 0 && ', '}
            {index === current ? <strong>{parameter}</strong> : parameter}
          </span>
        ))}
        )
      </code>{' '}
      {help[language]}
    </p>
  );
};
