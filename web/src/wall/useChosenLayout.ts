import { useLocalStorage } from '@mantine/hooks';
import { useSearchParams } from 'react-router';
import { useLayouts } from '../api/queries';
import type { Layout } from '../api/types';

const parameter = 'layout';

/** The layout shown: the one in the page's address, else the one this browser showed last, else none (all cameras). */
export function useChosenLayout(): { layouts: Layout[]; chosen: Layout | undefined; choose: (id: string | undefined) => void } {
  const { data: layouts = [] } = useLayouts();
  const [params, setParams] = useSearchParams();
  const [kept, setKept] = useLocalStorage({ key: 'vedette.layout', defaultValue: '', getInitialValueInEffect: false });
  const id = params.get(parameter) ?? kept;
  const choose = (next: string | undefined) => {
    setKept(next ?? '');
    setParams(
      (old) => {
        const changed = new URLSearchParams(old);
        if (next) changed.set(parameter, next);
        else changed.delete(parameter);
        return changed;
      },
      { replace: true },
    );
  };
  return { layouts, chosen: layouts.find((layout) => layout.id === id), choose };
}
