#ifndef EMBEDDED_DATA_H
#define EMBEDDED_DATA_H

#include <stddef.h>

/// A shipped file: its name without the ending, and its bytes, which live as long as the program.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} EmbeddedDocument;

size_t embedded_scenario_count(void);
EmbeddedDocument embedded_scenario(size_t index);
size_t embedded_venue_count(void);
EmbeddedDocument embedded_venue(size_t index);

#endif
