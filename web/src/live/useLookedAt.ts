import { useEffect, useState, type RefObject } from 'react';

/** A short grace keeps streams alive while scrolling past or switching tabs for a moment. */
const graceMs = 1500;

/** Whether the element is on the screen, or nearly, and somebody looks at the tab. */
export function useLookedAt(frame: RefObject<HTMLElement | null>): boolean {
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let onScreen = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const judge = () => {
      clearTimeout(timer);
      const now = onScreen && document.visibilityState === 'visible';
      // A video in picture-in-picture is looked at wherever the page is.
      const floating = document.pictureInPictureElement !== null && element.contains(document.pictureInPictureElement);
      if (now || floating) setLooked(true);
      else timer = setTimeout(() => setLooked(false), graceMs);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        onScreen = entries.some((entry) => entry.isIntersecting);
        judge();
      },
      { rootMargin: '120px' },
    );
    observer.observe(element);
    document.addEventListener('visibilitychange', judge);
    element.addEventListener('leavepictureinpicture', judge, true);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', judge);
      element.removeEventListener('leavepictureinpicture', judge, true);
    };
  }, [frame]);
  return looked;
}
