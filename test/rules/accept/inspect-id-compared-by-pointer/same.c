// The comparisons that others call. Nothing but the type's name shows here that they are about inspect IDs.

#include "inspection.h"

BOOLEAN IsSame(PREQUEST_ID One, PREQUEST_ID Other)
{
    return One == Other;
//         ^^^^^^^^^^^^ WSK602 inspect IDs are compared as pointers
}

BOOLEAN IsSameRequest(PREQUEST_ID One, PREQUEST_ID Other)
{
    return One->Key == Other->Key && One->SerialNumber == Other->SerialNumber;
}

PREQUEST_ID IdOf(PINSPECTION Inspection)
{
    return Inspection->Last;
}
