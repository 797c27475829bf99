import type { CameraView } from '../api/queries';
import { useSnapshot } from '../playback/useSnapshot';

/** The last picture recorded, greyed, while there is no live one. */
export function LastPicture({ view, enabled }: { view: CameraView; enabled: boolean }) {
  const at = view.stream?.lastPictureAt;
  const { url } = useSnapshot(view.device.id, enabled && at ? Date.parse(at) : undefined, 640);
  return url ? <img src={url} alt="" className="v-picture" data-stale="true" /> : null;
}
