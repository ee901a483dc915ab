#include <ntddk.h>
#include <wsk.h>

;;
static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{;
    {}{;}
    if (Context) ; else ;
    for (;;) { break; ; }
    do ; while (0);
    switch (Irp->IoStatus.Status) ;
    switch (0) {}
Label: ;
    return (((STATUS_MORE_PROCESSING_REQUIRED)));
};
