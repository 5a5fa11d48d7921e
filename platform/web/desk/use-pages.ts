/** A list read on by cursor: pages of `{ rows, next, total }` as one list, refreshed together. */
import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call, type InputFor, type OutputFor } from '../client.ts'
import { keyOf, type NamedCallable } from './queries.ts'

interface Paged<Row> {
  readonly rows: readonly Row[]
  readonly next: string | number | null
  readonly total?: number
}

/** The key of a paged list, for `setQueryData` and `invalidateQueries`. */
export const pagesKey = (operation: NamedCallable, input: unknown): readonly unknown[] => [
  ...keyOf(operation, input),
  'pages',
]

interface PagesOptions {
  readonly when?: boolean
  /** Keep showing the last list while another is being read. */
  readonly keep?: boolean
  readonly staleTime?: number
}

/** `input` without `after`; it must be JSON. */
export function usePages<Op extends NamedCallable>(operation: Op, input: InputFor<Op>, options: PagesOptions = {}) {
  type Answer = OutputFor<Op>
  type Row = Answer extends Paged<infer R> ? R : never
  const query = useInfiniteQuery<Answer, Error, InfiniteData<Answer>, readonly unknown[], string | number | null>({
    queryKey: pagesKey(operation, input),
    queryFn: ({ signal, pageParam }) =>
      call(operation, (pageParam === null ? input : { ...(input as object), after: pageParam }) as InputFor<Op>, {
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: (last) => (last as Paged<Row>).next,
    enabled: options.when ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  })
  const pages = query.data?.pages as readonly Paged<Row>[] | undefined
  return {
    query,
    rows: pages?.flatMap((page) => page.rows) as Row[] | undefined,
    /** As the last page says. */
    total: pages?.at(-1)?.total,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    reading: query.isFetching,
  }
}
