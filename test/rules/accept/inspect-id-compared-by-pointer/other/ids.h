// Another driver's IDs, of the same names.

#pragma once

typedef struct _REQUEST_ID {
    ULONG Number;
} REQUEST_ID, *PREQUEST_ID;
