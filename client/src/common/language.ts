export const LANGUAGE_ID = 'sip-message';
