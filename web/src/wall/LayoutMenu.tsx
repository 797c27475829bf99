import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconLayoutBoard, IconLayoutGrid, IconUsers } from '@tabler/icons-react';
import type { Layout } from '../api/types';
import { useWords } from '../words/words';

interface Props {
  layouts: Layout[];
  chosen: Layout | undefined;
  onChoose: (id: string | undefined) => void;
}

/** Which wall is shown. */
export function LayoutMenu({ layouts, chosen, onChoose }: Props) {
  const { t } = useWords();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={chosen ? <IconLayoutBoard size={15} /> : <IconLayoutGrid size={15} />}
          rightSection={<IconChevronDown size={14} />}
          aria-label={t('wall.layoutNow', { name: chosen?.name ?? t('wall.all') })}
          data-testid="layouts"
        >
          <span className="v-clip">{chosen?.name ?? t('wall.all')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Item leftSection={<IconLayoutGrid size={16} />} rightSection={!chosen && <IconCheck size={15} />} onClick={() => onChoose(undefined)}>
          {t('wall.all')}
        </Menu.Item>
        {layouts.length > 0 && <Menu.Divider />}
        {layouts.map((layout) => (
          <Menu.Item
            key={layout.id}
            leftSection={layout.shared ? <IconUsers size={16} aria-label={t('wall.shared')} /> : <IconLayoutBoard size={16} />}
            rightSection={chosen?.id === layout.id && <IconCheck size={15} />}
            onClick={() => onChoose(layout.id)}
          >
            {layout.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
