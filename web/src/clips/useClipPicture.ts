import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';

/** The picture of a clip as an address within this page; undefined until it is there. */
export function useClipPicture(clipId: string, there: boolean): string | undefined {
  const [url, setUrl] = useState<string>();
  const { data } = useQuery({
    queryKey: [...footageKeys.clips, clipId, 'snapshot'],
    queryFn: ({ signal }) => footage.clipSnapshot(clipId, signal),
    enabled: there,
    staleTime: Infinity,
    retry: false,
  });
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return url;
}
