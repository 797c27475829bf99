import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { places } from '../api/places';
import { placesKeys } from '../api/placesQueries';

/** The picture of a plan as an address within this page; undefined until it is there. */
export function usePlanPicture(planId: string) {
  const [url, setUrl] = useState<string>();
  const { data, error, refetch } = useQuery({ queryKey: placesKeys.picture(planId), queryFn: ({ signal }) => places.planPicture(planId, signal), staleTime: Infinity });
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return { url, error, refetch };
}
