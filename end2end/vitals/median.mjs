/** The middle one of an odd number of figures. */
export const median = (figures) => [...figures].sort((one, other) => one - other)[(figures.length - 1) / 2];
