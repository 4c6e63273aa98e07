/** How far address ranges reach: all of the internet, more of it than any one organisation holds, or less. */
export type Reach = 'everyone' | 'wide' | 'some';
