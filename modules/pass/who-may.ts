/** Who works with passes. Apart from the contract, so that a phone's first page can ask without carrying all of it. */
export const deciders = ['officer', 'leader'] as const
export const keepers = [...deciders, 'grid-worker'] as const
export const watchers = [...keepers, 'superior'] as const
