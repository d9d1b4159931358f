import { Boxes, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useI18n } from '@/i18n';
import { Button, EmptyState, ObjectIcon, Page, Table, TextInput } from '@/ui';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import { objectOf } from '../model/documents';
import { textIn } from '../model/localized';
import { ObjectDialog } from './ObjectDialog';

export const ObjectsPage = () => {
  const { t, language } = useI18n();
  const navigate = useNavigate();
  const objects = useComponents('object');
  const fields = useComponents('field');
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);

  const counts = new Map<string, number>();
  for (const field of fields) {
    const object = objectOf(field.name);
    counts.set(object, (counts.get(object) ?? 0) + 1);
  }
  const wanted = search.trim().toLowerCase();
  const shown = objects
    .map((object) => ({ object, label: textIn(object.label, language) }))
    .filter(
      ({ object, label }) => label.toLowerCase().includes(wanted) || object.name.includes(wanted),
    )
    .sort((a, b) => a.label.localeCompare(b.label, language));
  const create = (
    <Button variant="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('object.new')}
    </Button>
  );
  return (
    <Page title={t('setup.objects')} note={objects.length} actions={create}>
      <div className={styles['page']}>
        {objects.length === 0 ? (
          <EmptyState icon={Boxes} title={t('object.none')}>
            {t('object.noneText')}
          </EmptyState>
        ) : (
          <>
            <div className={styles['toolbar']}>
              <div className={styles['search']}>
                <TextInput
                  type="search"
                  aria-label={t('common.search')}
                  placeholder={t('common.search')}
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                />
              </div>
            </div>
            {shown.length === 0 ? (
              <p className={styles['soft']}>{t('common.nothingFound')}</p>
            ) : (
              <Table
                label={t('setup.objects')}
                columns={[
                  { key: 'label', label: t('builder.label') },
                  { key: 'name', label: t('builder.apiName'), optional: true },
                  { key: 'fields', label: t('object.fieldCount'), numeric: true },
                ]}
                rows={shown.map(({ object, label }) => ({
                  key: object.name,
                  cells: [
                    <Link key="link" to={object.name} className={styles['name']}>
                      <ObjectIcon icon={object.icon} color={object.color} />
                      {label}
                    </Link>,
                    <span key="name" className={styles['code']}>
                      {object.name}
                    </span>,
                    (counts.get(object.name) ?? 0).toLocaleString(language),
                  ],
                }))}
              />
            )}
          </>
        )}
      </div>
      {creating && (
        <ObjectDialog
          onClose={() => setCreating(false)}
          onSaved={(name) => void navigate(`/setup/objects/${name}`)}
        />
      )}
    </Page>
  );
};
