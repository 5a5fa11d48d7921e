/**
 * Gathers what concurrent requests bring into few large transactions. A request is answered when the transaction that holds
 * its items has committed. What arrives while all places are taken goes together, so batches grow with the load by themselves.
 * A fault of the data in one item fails its whole batch: the batch is then written request by request, and item by item.
 */
export interface BatcherOptions<Item, Answer> {
  readonly most: number
  readonly inFlight: number
  /** One transaction; answers in the order of the items. Items of one batch have different keys. */
  readonly write: (items: readonly Item[]) => Promise<readonly Answer[]>
  /** Two items of one key never share a batch. */
  readonly keyOf: (item: Item) => string
  /** A fault that lies in what was written rather than in the database: worth trying in smaller parts. */
  readonly isDataFault: (error: unknown) => boolean
}

interface Group<Item, Answer> {
  readonly items: readonly Item[]
  readonly resolve: (answers: readonly Answer[]) => void
  readonly reject: (error: unknown) => void
}

export interface Batcher<Item, Answer> {
  add(items: readonly Item[]): Promise<readonly Answer[]>
}

export function openBatcher<Item, Answer>(options: BatcherOptions<Item, Answer>): Batcher<Item, Answer> {
  const { most, inFlight, write, keyOf, isDataFault } = options
  let waiting: Group<Item, Answer>[] = []
  let flying = 0
  let scheduled = false

  /** Takes waiting groups in order while they fit; one that shares a key with the batch waits for the next. */
  function take(): Group<Item, Answer>[] {
    const batch: Group<Item, Answer>[] = []
    const keys = new Set<string>()
    const left: Group<Item, Answer>[] = []
    let size = 0
    for (const group of waiting) {
      const fits = size === 0 || size + group.items.length <= most
      if (!fits || group.items.some((item) => keys.has(keyOf(item)))) {
        left.push(group)
        continue
      }
      batch.push(group)
      size += group.items.length
      for (const item of group.items) keys.add(keyOf(item))
    }
    waiting = left
    return batch
  }

  function schedule(): void {
    if (scheduled || waiting.length === 0 || flying >= inFlight) return
    scheduled = true
    // After the requests that are being read in this turn of the loop, so that they go together.
    setImmediate(() => {
      scheduled = false
      while (waiting.length > 0 && flying < inFlight) void fly(take())
    })
  }

  async function fly(batch: readonly Group<Item, Answer>[]): Promise<void> {
    flying++
    try {
      const answers = await write(batch.flatMap((group) => group.items))
      let at = 0
      for (const group of batch) {
        group.resolve(answers.slice(at, at + group.items.length))
        at += group.items.length
      }
    } catch (error) {
      if (!isDataFault(error)) for (const group of batch) group.reject(error)
      else for (const group of batch) await alone(group, batch.length > 1)
    } finally {
      flying--
      schedule()
    }
  }

  async function alone(group: Group<Item, Answer>, untried: boolean): Promise<void> {
    try {
      if (untried) return group.resolve(await write(group.items))
    } catch (error) {
      if (!isDataFault(error)) return group.reject(error)
    }
    const answers: Answer[] = []
    let fault: { error: unknown } | undefined
    for (const item of group.items) {
      try {
        answers.push((await write([item]))[0] as Answer)
      } catch (error) {
        fault ??= { error }
        if (!isDataFault(error)) break
      }
    }
    if (fault) group.reject(fault.error)
    else group.resolve(answers)
  }

  const addGroup = (items: readonly Item[]): Promise<readonly Answer[]> =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject })
      schedule()
    })

  return {
    /** Items of one request that share a key are written one after the other. */
    async add(items) {
      const keys = new Set<string>()
      const again: number[] = []
      const first = items.filter((item, i) => {
        const key = keyOf(item)
        if (!keys.has(key)) return keys.add(key)
        again.push(i)
        return false
      })
      if (again.length === 0) return addGroup(items)
      const answers = [...(await addGroup(first))]
      const later = await Promise.all(again.map((i) => this.add([items[i] as Item])))
      again.forEach((at, i) => answers.splice(at, 0, later[i]![0] as Answer))
      return answers
    },
  }
}
