import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findPeople, type Person } from '@/api';
import { useT } from '@/i18n';
import { Combobox, useDebounced, type ControlProps, type Option } from '@/ui';

const toOption = (person: Person): Option => ({
  value: person.username,
  label: person.name,
  ...(person.username !== person.name && { note: person.username }),
});

/** Finds users by searching on the server; by their user names they are chosen. */
export const PeopleCombobox = ({
  control,
  label,
  selected,
  onSelect,
  multiple = false,
}: {
  control: ControlProps;
  label: string;
  selected: readonly Person[];
  onSelect: (people: Person[]) => void;
  multiple?: boolean;
}) => {
  const t = useT();
  const [query, setQuery] = useState<string>();
  const settled = useDebounced(query);
  const found = useQuery({
    queryKey: ['people', settled],
    queryFn: ({ signal }) => findPeople(settled, signal),
    enabled: query !== undefined && settled !== undefined,
    placeholderData: (previous) => previous,
  });
  const people = found.data ?? [];
  return (
    <Combobox
      control={control}
      label={label}
      multiple={multiple}
      placeholder={t('people.search')}
      selected={selected.map(toOption)}
      options={people.map(toOption)}
      loading={found.isFetching}
      onQuery={setQuery}
      onSelect={(options) =>
        onSelect(
          options.flatMap(({ value }) => {
            const person = [...selected, ...people].find(({ username }) => username === value);
            return person ? [person] : [];
          }),
        )
      }
    />
  );
};
