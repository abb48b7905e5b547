/** The version of the server package; a test compares the two. */
export const VERSION = '0.1.0';
