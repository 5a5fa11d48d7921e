/**
 * Contracts on TanStack Query: `useAsk` for a query, `useAct` for a command, `useRefresh` to read a room anew.
 * The key of an answer is [room, name, input], so that a room or one of its queries can be refreshed by its beginning.
 */
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Callable, ClientProblem, call, type InputFor, isOffline, type OutputFor } from '../client.ts'

export interface NamedCallable extends Callable {
  readonly room: string
  readonly name: string
}

export const deskQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // The server may be on this very machine while the browser believes itself offline.
        networkMode: 'always',
        // Long enough that the parts of one page share an answer, short enough that the next page is never behind.
        staleTime: 2_000,
        refetchOnWindowFocus: true,
        retry: (count, error) =>
          count < 2 && (isOffline(error) || (error instanceof ClientProblem && error.status >= 502)),
        retryDelay: (count) => 500 * 2 ** count,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })

export const keyOf = (operation: NamedCallable, input?: unknown): readonly unknown[] =>
  input === undefined ? [operation.room, operation.name] : [operation.room, operation.name, input]

interface AskOptions<Data> {
  /** false: do not ask yet. */
  readonly when?: boolean
  /** Ask again every so many ms, for what has no live topic; by the last answer where it depends on it. */
  readonly every?: number | false | ((last: Data | undefined) => number | false)
  /** Keep showing the last answer while another input is being asked (filters, paging). */
  readonly keep?: boolean
  readonly staleTime?: number
}

/** The answer to a query; its input must be JSON. */
export function useAsk<Op extends NamedCallable>(
  operation: Op,
  input: InputFor<Op>,
  options: AskOptions<OutputFor<Op>> = {},
) {
  const { every } = options
  return useQuery<OutputFor<Op>, Error>({
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }) => call(operation, input, { signal }),
    enabled: options.when ?? true,
    refetchInterval: typeof every === 'function' ? (query) => every(query.state.data) : (every ?? false),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  })
}

/** Reads anew whatever begins with these: a room's name or an operation. */
export function useRefresh(): (...what: readonly (string | NamedCallable)[]) => Promise<void> {
  const client = useQueryClient()
  return async (...what) => {
    await Promise.all(
      what.map((one) => client.invalidateQueries({ queryKey: typeof one === 'string' ? [one] : keyOf(one) })),
    )
  }
}

interface ActOptions<Op extends Callable> {
  readonly onDone?: (output: OutputFor<Op>, input: InputFor<Op>) => void
  /** Told of a refusal; without it the caller shows `error` itself. */
  readonly onProblem?: (error: Error) => void
  readonly refresh?: readonly (string | NamedCallable)[]
}

/** A command: `act.mutate(input)` or `await act.mutateAsync(input)`, with `act.isPending` and `act.error`. */
export function useAct<Op extends NamedCallable>(operation: Op, options: ActOptions<Op> = {}) {
  const refresh = useRefresh()
  return useMutation<OutputFor<Op>, Error, InputFor<Op>>({
    mutationFn: (input) => call(operation, input),
    onSuccess: (output, input) => {
      if (options.refresh) void refresh(...options.refresh)
      options.onDone?.(output, input)
    },
    onError: (error) => options.onProblem?.(error),
  })
}
