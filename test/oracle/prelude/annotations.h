// The annotations of the WDK and small macros of its headers, which the free headers lack. They say nothing here.
#pragma once

#define _Use_decl_annotations_
#define _IRQL_requires_(irql)
#define _IRQL_requires_max_(irql)
#define _IRQL_requires_min_(irql)
#define _IRQL_requires_same_
#define _IRQL_raises_(irql)
#define _IRQL_saves_
#define _IRQL_restores_
#define _IRQL_saves_global_(kind, parameter)
#define _IRQL_restores_global_(kind, parameter)
#define _IRQL_always_function_min_(irql)
#define _Function_class_(name)
#define _Dispatch_type_(code)
#define _Requires_lock_held_(lock)
#define _Requires_lock_not_held_(lock)
#define _Acquires_lock_(lock)
#define _Acquires_exclusive_lock_(lock)
#define _Acquires_shared_lock_(lock)
#define _Releases_lock_(lock)
#define _Releases_exclusive_lock_(lock)
#define _Releases_shared_lock_(lock)
#define _Guarded_by_(lock)
#define _Interlocked_
#define _Must_inspect_result_
#define _Check_return_
#define _Success_(condition)
#define _Return_type_success_(condition)
#define _When_(condition, annotations)
#define _At_(target, annotations)
#define _In_
#define _In_opt_
#define _In_z_
#define _Out_
#define _Out_opt_
#define _Inout_
#define _Inout_opt_
#define _Outptr_
#define _Outptr_opt_
#define _Outptr_result_maybenull_
#define _Outptr_result_nullonfailure_
#define _COM_Outptr_
#define _In_reads_(count)
#define _In_reads_opt_(count)
#define _In_reads_bytes_(size)
#define _In_reads_bytes_opt_(size)
#define _Out_writes_(count)
#define _Out_writes_bytes_(size)
#define _Out_writes_bytes_opt_(size)
#define _Out_writes_bytes_to_(size, count)
#define _Inout_updates_(count)
#define _Inout_updates_bytes_(size)
#define _Field_size_(count)
#define _Field_size_bytes_(size)
#define _Field_z_
#define _Pre_null_
#define _Pre_notnull_
#define _Post_invalid_
#define _Post_notnull_
#define _Notnull_
#define _Null_
#define _Null_terminated_
#define _Ret_maybenull_
#define _Ret_notnull_
#define _Reserved_
#define _Printf_format_string_
#define _Analysis_assume_(condition)
#define __analysis_assume(condition)
#define __drv_aliasesMem
#define __drv_freesMem(kind)
#define __drv_allocatesMem(kind)
#define __drv_maxIRQL(irql)
#define __drv_sameIRQL
#define __drv_dispatchType(code)
#define __drv_functionClass(name)

// The first generation.
#define __deref_opt_out
#define __deref_out
#define __deref_out_opt
#define __in_bcount(size)
#define __in_bcount_opt(size)
#define __in_xcount_opt(size)
#define __out_bcount(size)
#define __out_bcount_opt(size)
#define __checkReturn
#define __drv_requiresIRQL(irql)
#define __drv_at(target, annotations)
#define __drv_when(condition, annotations)
