import { ActionIcon, Button, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDots, IconMap2, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState, type PointerEvent } from 'react';
import { useSearchParams } from 'react-router';
import { places } from '../api/places';
import { placesKeys, usePlans } from '../api/placesQueries';
import type { FloorPlan, Placement } from '../api/placesTypes';
import type { Device } from '../api/types';
import { NameForm } from '../places/NameForm';
import { Confirm } from '../ui/Confirm';
import { tell, tellProblem } from '../ui/notify';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';
import { AddPlan } from './AddPlan';
import { isInside, put, shareAt, takeOff } from './placing';
import { PlanStage } from './PlanStage';
import { Unplaced } from './Unplaced';

interface FloorPlansProps {
  propertyId: string;
  devices: Device[];
  mayConfigure: boolean;
}

/** The floor plans of a property; which one is shown is in the page's address. */
export function FloorPlans({ propertyId, devices, mayConfigure }: FloorPlansProps) {
  const { t } = useWords();
  const plans = usePlans(propertyId);
  const [params, setParams] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const asked = params.get('plan');
  const plan = plans.data?.find(({ id }) => id === asked) ?? plans.data?.[0];
  const show = (planId: string | undefined) => setParams(planId ? { plan: planId } : {}, { replace: true });

  return (
    <section className="v-card v-card-pad" aria-label={t('plans.title')}>
      <div className="v-cardhead">
        <h2>{t('plans.title')}</h2>
        {plans.data && plans.data.length > 1 && (
          <div className="v-plantabs" role="group" aria-label={t('plans.which')}>
            {plans.data.map(({ id, name }) => (
              <Button key={id} size="compact-sm" variant={id === plan?.id ? 'light' : 'subtle'} {...(id === plan?.id ? {} : { color: 'gray' })} aria-pressed={id === plan?.id} onClick={() => show(id)}>
                {name}
              </Button>
            ))}
          </div>
        )}
        {mayConfigure && plans.data && plans.data.length > 0 && (
          <Button className="v-push" size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            {t('plans.add')}
          </Button>
        )}
      </div>
      {plans.isPending && <SkeletonRows count={1} height={240} />}
      {plans.error && !plans.data && <Trouble error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.data?.length === 0 && (
        <Empty icon={<IconMap2 size={44} stroke={1.4} />} title={t('plans.empty')} text={t(mayConfigure ? 'plans.emptyText' : 'plans.emptyForYou')}>
          {mayConfigure && <Button onClick={() => setAdding(true)}>{t('plans.add')}</Button>}
        </Empty>
      )}
      {plan && <OnePlan key={plan.id} propertyId={propertyId} plan={plan} devices={devices} mayConfigure={mayConfigure} onGone={() => show(undefined)} />}
      {adding && <AddPlan propertyId={propertyId} onClose={() => setAdding(false)} onAdded={show} />}
    </section>
  );
}

interface OnePlanProps {
  propertyId: string;
  plan: FloorPlan;
  devices: Device[];
  mayConfigure: boolean;
  onGone: () => void;
}

function OnePlan({ propertyId, plan, devices, mayConfigure, onGone }: OnePlanProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const picture = useRef<HTMLDivElement>(null);
  // While the plan is arranged: what it will be, which is not what it is until it is saved.
  const [draft, setDraft] = useState<Placement[]>();
  const [dragged, setDragged] = useState<string>();
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const [doing, setDoing] = useState<'rename' | 'remove'>();
  const refresh = () => client.invalidateQueries({ queryKey: placesKeys.plans(propertyId) });
  const items = draft ?? plan.placements;
  const isOn = (device: Device) => items.some(({ deviceId }) => deviceId === device.id);

  const save = async () => {
    if (!draft) return;
    setBusy(true);
    try {
      await places.place(plan.id, draft);
      await refresh();
      setDraft(undefined);
      tell(t('plans.saved'));
    } catch (error) {
      tellProblem(error, t);
    } finally {
      setBusy(false);
    }
  };
  const drag = (device: Device, event: PointerEvent) => {
    const box = picture.current?.getBoundingClientRect();
    if (!box) return;
    const at = shareAt(box, event);
    setDragged(device.id);
    setDraft((old = plan.placements) => (isInside(at) ? put(old, device.id, at.x, at.y) : takeOff(old, device.id)));
  };
  const placeInMiddle = (device: Device) => {
    setDraft((old = plan.placements) => put(old, device.id, 0.5, 0.5));
    setTold(t('plans.placed', { name: device.name }));
    // Its arrow keys are what comes next.
    requestAnimationFrame(() => picture.current?.querySelector<HTMLElement>(`[data-device="${CSS.escape(device.id)}"]`)?.focus());
  };

  return (
    <>
      {mayConfigure && (
        <div className="v-bar" style={{ marginBottom: 10 }}>
          {draft ? (
            <>
              <span className="v-muted v-small v-planhint">
                {t('plans.arrangeHint')}
              </span>
              <Button size="xs" variant="default" onClick={() => setDraft(undefined)}>
                {t('common.cancel')}
              </Button>
              <Button size="xs" loading={busy} onClick={() => void save()}>
                {t('common.save')}
              </Button>
            </>
          ) : (
            <>
              <Button size="xs" variant="default" className="v-push" leftSection={<IconPencil size={14} />} onClick={() => setDraft(plan.placements)}>
                {t('plans.arrange')}
              </Button>
              <Menu position="bottom-end" width={200}>
                <Menu.Target>
                  <ActionIcon variant="default" size={30} aria-label={t('common.more', { name: plan.name })}>
                    <IconDots size={17} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setDoing('rename')}>
                    {t('plans.rename')}
                  </Menu.Item>
                  <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDoing('remove')}>
                    {t('common.remove')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          )}
        </div>
      )}
      <div className="v-planrow" data-arranging={draft !== undefined}>
        <PlanStage plan={plan} devices={devices} items={items} arranging={draft !== undefined} picture={picture} onItems={setDraft} onTold={setTold} />
        {draft && <Unplaced devices={devices.filter((device) => !isOn(device) || device.id === dragged)} onPlace={placeInMiddle} onDrag={drag} onDropped={() => setDragged(undefined)} />}
      </div>
      <span className="v-unseen" role="status">
        {told}
      </span>
      {doing === 'rename' && (
        <NameForm
          title={t('plans.rename')}
          name={plan.name}
          onClose={() => setDoing(undefined)}
          onSave={async (name) => {
            await places.renamePlan(plan.id, name);
            await refresh();
          }}
        />
      )}
      <Confirm
        opened={doing === 'remove'}
        title={t('plans.removeTitle', { name: plan.name })}
        text={t('plans.removeText')}
        action={t('common.remove')}
        onClose={() => setDoing(undefined)}
        onConfirm={async () => {
          await places.removePlan(plan.id);
          onGone();
          await refresh();
        }}
      />
    </>
  );
}
