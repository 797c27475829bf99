import { ActionIcon, Button, Group, Popover, Text, TextInput, Tooltip } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { dateAt, instantOnDay, shiftDate, type Day } from '../timeline/days';
import { percent } from '../words/format';
import { useWords } from '../words/words';

interface Props {
  day: Day;
  now: number;
  coverage: number | undefined;
  onDay: (date: string) => void;
  onTime: (at: number) => void;
}

/** Which day is shown, and a way to any moment of it. */
export function DayBar({ day, now, coverage, onDay, onTime }: Props) {
  const { t, language } = useWords();
  const [opened, setOpened] = useState(false);
  const [time, setTime] = useState('');
  const today = dateAt(now, day.timeZone);
  const hours = Math.round((day.end - day.start) / 3_600_000);
  const label = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(`${day.date}T12:00:00Z`));
  const wanted = instantOnDay(time, day);

  return (
    <div className="v-bar">
      <Group gap={4}>
        <Tooltip label={t('camera.previousDay')}>
          <ActionIcon variant="default" aria-label={t('camera.previousDay')} onClick={() => onDay(shiftDate(day.date, -1))}>
            <IconChevronLeft size={16} />
          </ActionIcon>
        </Tooltip>
        <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
          <Popover.Target>
            <Button
              variant="default"
              size="xs"
              h={28}
              leftSection={<IconCalendar size={15} />}
              aria-label={`${t('camera.chooseDay')}: ${label}`}
              onClick={() => setOpened(!opened)}
              data-testid="day"
              data-day={day.date}
            >
              {day.date === today ? t('common.today') : label}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              value={day.date}
              maxDate={today}
              onChange={(date) => {
                if (date) onDay(date);
                setOpened(false);
              }}
            />
          </Popover.Dropdown>
        </Popover>
        <Tooltip label={t('camera.nextDay')}>
          <ActionIcon variant="default" aria-label={t('camera.nextDay')} disabled={day.date >= today} onClick={() => onDay(shiftDate(day.date, 1))}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
      {coverage !== undefined && (
        <Text size="xs" className="v-num v-muted" title={t('camera.coverageTitle')} data-testid="coverage">
          {t('camera.coverage', { percent: percent(coverage, language) })}
        </Text>
      )}
      {hours !== 24 && (
        <Text size="xs" c="yellow">
          {t('camera.dayHours', { hours })}
        </Text>
      )}
      <span className="v-push" />
      <Text size="xs" className="v-muted v-desktop-only">
        {t('camera.zoneNote', { zone: day.timeZone })}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== undefined) onTime(wanted);
        }}
      >
        <TextInput
          size="xs"
          w={104}
          placeholder="14:03:00"
          aria-label={t('camera.jumpToTime')}
          value={time}
          error={time !== '' && wanted === undefined && time.length >= 5}
          onChange={(event) => setTime(event.currentTarget.value)}
          rightSection={
            <ActionIcon type="submit" variant="subtle" size="sm" aria-label={t('camera.goTo')} disabled={wanted === undefined}>
              <IconChevronRight size={14} />
            </ActionIcon>
          }
        />
      </form>
    </div>
  );
}
