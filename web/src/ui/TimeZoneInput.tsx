import { Autocomplete, type AutocompleteProps } from '@mantine/core';

const zones = Intl.supportedValuesOf('timeZone');

export function TimeZoneInput(props: AutocompleteProps) {
  return <Autocomplete data={zones} limit={40} maxDropdownHeight={220} spellCheck={false} {...props} />;
}
