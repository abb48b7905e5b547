/** esbuild collects style sheets into client/dist/ladder.css. */
declare module '*.css';
