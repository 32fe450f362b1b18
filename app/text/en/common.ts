export const common = {
  skipToContent: 'Skip to the content',
};
