import type { FieldDefinition } from '@/api';
import { useT } from '@/i18n';
import { Button, Callout } from '@/ui';

/** What others did to the record while this form was open; the form itself is left alone. */
export const ChangedMeanwhile = ({
  fields,
  isGone,
  onReload,
}: {
  fields: readonly FieldDefinition[];
  isGone: boolean;
  /** Without input of one's own there is nothing to lose. */
  onReload: (() => void) | undefined;
}) => {
  const t = useT();
  if (isGone) return <Callout tone="warning">{t('live.goneInForm')}</Callout>;
  if (fields.length === 0) return null;
  const names = fields.map((field) => field.label).join(t('merge.listSeparator'));
  return (
    <div role="status">
      <Callout tone="warning">
        {t('live.changed', { fields: names })}{' '}
        {onReload ? (
          <Button size="small" onClick={onReload}>
            {t('live.load')}
          </Button>
        ) : (
          t('live.kept')
        )}
      </Callout>
    </div>
  );
};
