/** A new version waits until the crew takes it: a page that reloads by itself takes the keys from under a thumb. */
import { cell } from './cell.ts'

export const updateWaits = cell(false)
/** The shell lies on the phone and opens without network. */
export const offlineReady = cell(false)

let take: () => void = () => location.reload()
export const onTakeUpdate = (how: () => void): void => {
  take = how
}
export const takeUpdate = (): void => take()
