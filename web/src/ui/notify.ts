import { notifications } from '@mantine/notifications';
import { asProblem } from '../api/problem';
import { problemText } from '../words/format';
import type { Translate } from '../words/words';

export function tell(message: string): void {
  notifications.show({ message, color: 'verdigris', autoClose: 4000 });
}

export function warn(message: string, title?: string): void {
  notifications.show({ message, title, color: 'yellow', autoClose: 8000 });
}

export function tellProblem(error: unknown, t: Translate, title?: string): void {
  notifications.show({ title: title ?? t('problem.title'), message: problemText(asProblem(error), t), color: 'red', autoClose: 9000 });
}
