// The IDs are the driver's own: their addresses say who is who.

#include <wsk.h>
#include "ids.h"

BOOLEAN IsSameOfOurs(PREQUEST_ID One, PREQUEST_ID Other)
{
    return One == Other;
}
